"""Calendars as people's programs take them (RFC 5545, RFC 5546, RFC 7986): invitations, files and feeds."""
