"""Reports of delivery that providers send: who may, and what they say."""
