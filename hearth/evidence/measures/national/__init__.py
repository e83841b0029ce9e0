"""What the Department for Education and the Office for National Statistics publish, kept beside a council's own figures."""
