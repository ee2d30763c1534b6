"""The page for people: in Russian and Kazakh, made on the server, working without scripts."""
