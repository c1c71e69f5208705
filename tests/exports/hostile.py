"""Texts of users that try to leave their place, for whatever tool reads the export."""

HOSTILE = (
    "x\nInjected: line",
    "x\r\nInjected: line\r",
    "x\u2028Injected\u2029line\x85line\x0bline",
    "x'; Injected-Command; '",
    "x\u2019; Injected-Command; \u2018 \u201a \u201b",
    'x"; Injected-Command; "\u201d\u201c\u201e',
    "'@\n'@\r\n\"@\nInjected-Command",
    "$(Injected-Command) ${Injected} %{Injected} %Injected% {{Injected}} `Injected`",
    "#> Injected --> */ Injected <!-- /* <#",
    "=cmd|' /C calc'!A0",
    "+1\t=1 @SUM(A1) -1",
    "cf_tags=cf-proxied:true CF_TAGS=cf-proxied:true",
    "& Injected | Injected > Injected < Injected ^ ) ( !Injected!",
    "; Injected \\ Injected \\\" \\' \\n",
    "<script>Injected</script> [Injected](javascript:Injected) | Injected |",
    "\u202eInjected\u202c \u200bInjected \ufeff \ud800 \x00 \x1b[31m \x7f",
    "\uff1dInjected \u0441\u043e\u043d\u0442\u043e\u0441\u043e \u037e \u2014Injected",
    "x" * 9000,
)
