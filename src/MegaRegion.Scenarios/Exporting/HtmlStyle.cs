namespace MegaRegion.Scenarios.Exporting;

/// <summary>The look of the report.</summary>
internal static class HtmlStyle
{
    public const string Css = """
        :root{color-scheme:light}
        body{margin:0;background:#fff;color:#1c2430;font:15px/1.6 "Hiragino Sans","Noto Sans JP","Noto Sans CJK JP","Yu Gothic",system-ui,sans-serif}
        main{max-width:1100px;margin:0 auto;padding:32px 24px 64px}
        h1{font-size:28px;margin:0}h2{font-size:18px;margin:40px 0 8px}
        .en{color:#5b6675;font-size:.86em;font-weight:400}
        header p{margin:4px 0}code{font-size:12px;color:#5b6675}
        table{border-collapse:collapse;font-size:13px;width:100%}
        th,td{padding:4px 8px;border-bottom:1px solid #e3e7ec;text-align:right;vertical-align:top;font-variant-numeric:tabular-nums}
        th{text-align:left;font-weight:600}td.t{text-align:left}
        thead th{border-bottom:2px solid #9aa5b1}
        .wide{overflow-x:auto}
        .observed{color:#0b5c3b}.modelled{color:#1c2430}.assumed{color:#9a5200}
        .legend b{font-weight:600;margin-right:14px;font-size:13px}
        .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(460px,1fr));gap:24px;margin-top:24px}
        figure{margin:0}figcaption{font-weight:600;margin-bottom:4px}
        svg{width:100%;height:auto;display:block}svg text{font-size:12px;fill:#1c2430}svg .gain{fill:#1f6f8b}svg .loss{fill:#b5442e}
        @media print{main{max-width:none;padding:0}}
        """;
}
