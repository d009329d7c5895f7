ip -o address
cat left-at-shutdown | head -5
cat seen-by-web
