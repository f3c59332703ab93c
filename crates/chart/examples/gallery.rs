//! Writes the gallery: every chart with little and with much data, on one page in light and dark.
#![allow(clippy::print_stdout, reason = "an example talks")]

use chart::samples::{Size, Team};
use std::fmt::Write;

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "gallery.html".to_owned());
    let mut page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <title>Every chart</title><style>:root{{color-scheme:light dark;{}\
         --serif:\"Source Serif 4\",ui-serif,Georgia,serif;\
         --sans:\"Source Sans 3\",system-ui,sans-serif}}\
         body{{background:var(--paper);color:var(--ink);font:17px/1.5 var(--sans);margin:0;\
         padding:2rem clamp(.6rem,4vw,4rem);max-width:66rem}}\
         h1{{font:420 2rem/1.2 var(--serif)}}section>p{{color:var(--ink-2)}}\
         figure{{margin-block:3rem!important}}{}</style><main><h1>Every chart</h1>",
        chart::tokens_css(),
        chart::CSS
    );
    for (size, words) in Size::ALL {
        let _ = write!(page, "<section><p>{words}</p>");
        let mut index = 0;
        Team::new(7, size).figures(&mut |figure| {
            let id =
                format!("{}-{}", words.split([' ', ',']).next().unwrap_or_default(), figure.id);
            page.push_str(&chart::Figure { id: &id, ..*figure }.html());
            index += 1;
        });
        page.push_str("</section>");
    }
    let _ = write!(page, "</main><script>{}</script></html>", chart::SCRIPT);
    std::fs::write(&path, &page)?;
    println!("{path}: {} KB", page.len() / 1_000);
    Ok(())
}
