package pk.rahnuma.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.faq.GuidanceTopic;

/// Descriptions of pages for search engines, as JSON-LD of [schema.org](https://schema.org).
final class StructuredData {

    private StructuredData() {}

    /// The desk, and who runs it if that is configured.
    static String ofDesk(SiteView view) {
        Map<String, Object> desk = described("WebSite");
        desk.put("name", view.text("web.title"));
        desk.put("inLanguage", view.language());
        if (view.baseUrl() != null) {
            desk.put("url", view.baseUrl() + view.link(""));
        }
        if (view.isOperatorNamed()) {
            desk.put(
                    "publisher",
                    Map.of("@type", "Organization", "name", view.operator().name()));
        }
        return toScript(desk);
    }

    /// A topic, as a question with its answer.
    static String ofTopic(GuidanceTopic topic, String language) {
        Map<String, Object> page = described("FAQPage");
        page.put("inLanguage", language);
        page.put("dateModified", topic.asOf().toString());
        page.put(
                "mainEntity",
                List.of(Map.of(
                        "@type",
                        "Question",
                        "name",
                        topic.title(),
                        "acceptedAnswer",
                        Map.of("@type", "Answer", "text", topic.answer()))));
        return toScript(page);
    }

    private static Map<String, Object> described(String type) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("@context", "https://schema.org");
        data.put("@type", type);
        return data;
    }

    /// JSON that cannot end the script element it is in.
    private static String toScript(Map<String, Object> data) {
        return new String(DialogJson.toBytes(data), StandardCharsets.UTF_8).replace("<", "\\u003c");
    }
}
