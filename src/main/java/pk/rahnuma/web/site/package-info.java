/// Pages that need no script: guidance with its search, news by e-mail, problems, and files for search engines.
///
/// Their templates are in `src/main/jte/site`, their texts are `site.*`. A page has an address in each language,
/// `/<language>/…`, or one address alone.
package pk.rahnuma.web.site;
