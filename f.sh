g () 
{ 
    curl -sS -m 15 -w '\n[%{http_code} %{content_type}]\n' -H "Authorization: Bearer tok-$1-1234" "${@:2}"
}
B=http://127.0.0.1:18080
