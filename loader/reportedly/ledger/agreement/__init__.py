"""What an entry makes of words, held against the words: form, certainty, concept, place, time."""
