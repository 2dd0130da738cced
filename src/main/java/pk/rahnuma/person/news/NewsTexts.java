package pk.rahnuma.person.news;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.render.CommandData;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.messaging.direct.DirectMessage;
import pk.rahnuma.shared.PublicBaseUrl;
import pk.rahnuma.shared.ScriptNames;

/// Writes news: the reference, the status in words and a link to the status page, and nothing else.
@Singleton
final class NewsTexts {

    private final ScriptLibrary library;
    private final PublicBaseUrl url;
    private final NewsStopTokens tokens;

    NewsTexts(ScriptLibrary library, PublicBaseUrl url, NewsStopTokens tokens) {
        this.library = library;
        this.url = url;
        this.tokens = tokens;
    }

    DirectMessage writeMessage(StatusNewsRepository.NewsRow news, String address) {
        String language = news.language();
        boolean email = news.channel() == NewsChannel.EMAIL;
        String stop = email
                ? url.baseUrl().orElseThrow()
                        + NewsPreferenceService.STOP_PATH
                        + tokens.createToken(news.personId(), news.channel())
                : null;
        Map<String, Object> values = Map.of(
                "reference",
                news.reference().toGroupedText(),
                "status",
                library.texts().codesInWords(language, news.status()),
                "link",
                // An SMS is short: its page lists the applications of a browser that is signed in.
                email ? applicationPage(news) : statusPage(language),
                "stop",
                email ? stop + "?lang=" + language : "");
        return new DirectMessage(
                address,
                email ? library.texts().formatText(language, "outside.subject", values) : "",
                library.texts().formatText(language, email ? "outside.email" : "outside.sms", values),
                stop);
    }

    /// JSON for the browser or app that shows it.
    String writePush(StatusNewsRepository.NewsRow news) {
        String reference = news.reference().toGroupedText();
        String status = library.texts().codesInWords(news.language(), news.status());
        Map<String, Object> message = new LinkedHashMap<>();
        message.put(
                "title",
                library.texts().formatText(news.language(), "outside.subject", Map.of("reference", reference)));
        message.put(
                "body",
                library.texts()
                        .formatText(news.language(), "outside.push", Map.of("reference", reference, "status", status)));
        message.put("url", applicationPage(news));
        message.put("language", news.language());
        message.put("reference", reference);
        message.put("status", news.status());
        return new String(DialogJson.toBytes(message), StandardCharsets.UTF_8);
    }

    private String statusPage(String language) {
        return url.baseUrl().orElseThrow() + "/" + language + "/status";
    }

    private String applicationPage(StatusNewsRepository.NewsRow news) {
        return statusPage(news.language()) + "/" + news.reference().toGroupedText();
    }

    /// Topic of the news of an application, of which only the last is kept for a browser that is off. It tells the push
    /// service nothing.
    String pushTopic(StatusNewsRepository.NewsRow news) {
        return tokens.createTopic(news.personId(), news.about());
    }

    /// Notice in the chat that an address does not exist.
    Reply writeUnreachable(String language, NewsChannel channel) {
        String text = library.texts()
                .formatText(language, channel == NewsChannel.EMAIL ? "notices.news_email_off" : "notices.news_sms_off");
        if (library.findCurrent(ScriptNames.NEWS) == null) {
            return Reply.ofText(text);
        }
        ReplyButton button = new ReplyButton(
                library.texts().formatText(language, ScriptNames.NEWS + ".title"),
                CommandData.ofScript(ScriptNames.NEWS));
        return new Reply(text, List.of(List.of(button)), null, Reply.DisplayMode.PLAIN);
    }
}
