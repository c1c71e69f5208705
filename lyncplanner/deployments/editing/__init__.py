"""Forms for everything a deployment holds, what they change in DNS, and saving them."""
