"""What makes a bare Debian machine a kiosk: unit, session, rules, and the package of them."""
