package pk.rahnuma.web;

import java.time.LocalDate;

/// A page of the sitemap, in all languages.
///
/// @param path behind the language
/// @param changed day of its last change; null when unknown
public record SitemapPage(String path, LocalDate changed) {}
