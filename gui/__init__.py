"""The kiosk: Qt screens over the core.  It holds no rule of coverage and no arithmetic."""
