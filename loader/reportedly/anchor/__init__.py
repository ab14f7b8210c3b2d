"""An entry's quotations become places in the pinned text, exactly or not at all."""
