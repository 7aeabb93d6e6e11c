//! Inline scripts out of a page, so that it works under a content security policy without `unsafe-inline`.
//!
//! Trunk starts the page with an inline module script whose content changes with every build. Here each inline script
//! becomes a file of its own, named after its content. Data blocks (`application/json`, import maps) stay: they are
//! not run.

use sha2::{Digest, Sha256};

/// A script that was inline.
#[derive(Debug, PartialEq, Eq)]
pub struct Script {
    /// File name, `boot-<hash8>.js`.
    pub name: String,
    /// The script.
    pub body: String,
}

/// Gives the page without inline scripts, and the scripts.
pub fn extract(html: &str) -> (String, Vec<Script>) {
    let mut page = String::with_capacity(html.len());
    let mut scripts = Vec::new();
    let mut rest = html;
    while let Some(element) = next_script(rest) {
        page.push_str(&rest[..element.start]);
        let (attributes, body) = (element.attributes, element.body);
        if is_run_inline(attributes, body) {
            let script = Script { name: format!("boot-{}.js", hash8(body)), body: body.trim().to_owned() };
            let attributes = without_nonce(attributes);
            page.extend(["<script", &attributes, " src=\"/", &script.name, "\"></script>"]);
            scripts.push(script);
        } else {
            page.push_str(&rest[element.start..element.end]);
        }
        rest = &rest[element.end..];
    }
    page.push_str(rest);
    (page, scripts)
}

/// One `<script …>…</script>` in a text.
struct Element<'a> {
    start: usize,
    end: usize,
    attributes: &'a str,
    body: &'a str,
}

/// The next script element that is not inside a comment.
fn next_script(html: &str) -> Option<Element<'_>> {
    let lower = html.to_ascii_lowercase();
    let mut from = 0;
    loop {
        let start = from + lower[from..].find("<script")?;
        if let Some(comment) = lower[from..start].find("<!--") {
            from += comment + lower[from + comment..].find("-->")? + 3;
            continue;
        }
        let open = start + "<script".len();
        let body = open + lower[open..].find('>')? + 1;
        let close = body + lower[body..].find("</script")?;
        let end = close + lower[close..].find('>')? + 1;
        return Some(Element { start, end, attributes: &html[open..body - 1], body: &html[body..close] });
    }
}

fn is_run_inline(attributes: &str, body: &str) -> bool {
    let kind = attribute(attributes, "type").unwrap_or_default();
    attribute(attributes, "src").is_none()
        && !body.trim().is_empty()
        && matches!(kind.to_ascii_lowercase().as_str(), "" | "module" | "text/javascript")
}

/// The value of an attribute, empty when it has none. Values hold no spaces in the pages this is for.
fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    attributes.split_ascii_whitespace().find_map(|word| {
        let (key, value) = word.split_once('=').unwrap_or((word, ""));
        key.eq_ignore_ascii_case(name).then(|| value.trim_matches(['"', '\'']))
    })
}

fn without_nonce(attributes: &str) -> String {
    let kept =
        attributes.split_ascii_whitespace().filter(|word| !word.to_ascii_lowercase().starts_with("nonce"));
    kept.fold(String::new(), |all, word| all + " " + word)
}

/// Eight hex digits that name a content.
pub fn hash8(content: impl AsRef<[u8]>) -> String {
    format!("{:x}", Sha256::digest(content))[..8].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunks_start_script_becomes_a_file() {
        let html = "<!doctype html><head><title>R</title>\n<script type=\"module\" nonce=\"n\">\nimport init from '/a.js';\nawait init();\n</script></head>";
        let (page, scripts) = extract(html);
        assert_eq!(scripts.len(), 1);
        assert_eq!(scripts[0].body, "import init from '/a.js';\nawait init();");
        let tag = format!("<script type=\"module\" src=\"/{}\"></script>", scripts[0].name);
        assert_eq!(page, format!("<!doctype html><head><title>R</title>\n{tag}</head>"));
    }

    #[test]
    fn the_name_follows_the_content() {
        let name = |body: &str| extract(&format!("<script>{body}</script>")).1.remove(0).name;
        assert_eq!(name("a()"), name("a()"));
        assert_ne!(name("a()"), name("b()"));
    }

    #[test]
    fn scripts_with_a_source_data_blocks_and_comments_stay() {
        for html in [
            "<script src=\"/a.js\" defer></script>",
            "<script type=\"application/json\">{\"a\":1}</script>",
            "<script type=importmap>{}</script>",
            "<!-- <script>a()</script> --><p>ção</p>",
            "<script>  </script>",
            "<script>unclosed",
        ] {
            assert_eq!(extract(html), (html.to_owned(), Vec::new()));
        }
    }

    #[test]
    fn several_scripts_in_any_case_are_moved_in_order() {
        let (page, scripts) =
            extract("é<SCRIPT>a()</SCRIPT><!-- <script> --><script type='module'>b()</script>");
        let bodies: Vec<_> = scripts.iter().map(|script| script.body.as_str()).collect();
        assert_eq!(bodies, ["a()", "b()"]);
        assert!(
            page.starts_with("é<script src=\"/boot-")
                && page.contains("<!-- <script> --><script type='module' src=")
        );
    }
}
