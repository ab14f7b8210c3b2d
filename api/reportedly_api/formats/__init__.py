"""The formats of answers: `table` holds one row per format, and `page` what people see."""
