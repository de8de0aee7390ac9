"""Posts that other programs hand in: `POST /intake/<name>`, signed as the Standard Webhooks specification says."""
