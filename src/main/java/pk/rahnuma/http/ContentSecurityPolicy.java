package pk.rahnuma.http;

import java.util.List;

/// Content security policies of all responses. A page loads from this origin only and is in no frame, except within
/// Telegram and for the widget.
public final class ContentSecurityPolicy {

    public static final String HEADER = "Content-Security-Policy";

    static final String NO_FRAME = "frame-ancestors 'none'";
    private static final String NOTHING = "default-src 'none'; base-uri 'none'; " + NO_FRAME;

    /// Of every response without another.
    static final String PAGE = NOTHING
            + "; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; img-src 'self'";

    /// Of a page within Telegram: Telegram on the web shows Mini Apps in a frame.
    public static final String TELEGRAM_PAGE = ofFrameIn(List.of("https://web.telegram.org"));

    /// Of the console. The arrows of Tabler's selection lists are images within its style sheet; voice messages are
    /// played on the page of a ticket; only safe-html.js may insert markup into a page.
    public static final String CONSOLE =
            PAGE + " data:; media-src 'self'; require-trusted-types-for 'script'; trusted-types default rahnuma-inert";

    /// Of the page that describes the API: its library sets styles of elements.
    public static final String API_PAGE =
            NOTHING + "; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:";

    /// Of an uploaded file.
    public static final String FILE = "sandbox; " + NOTHING;

    private ContentSecurityPolicy() {}

    /// Of a page that pages of other sites may have in a frame.
    ///
    /// @param origins of those sites, at least one
    public static String ofFrameIn(List<String> origins) {
        return PAGE.replace(NO_FRAME, "frame-ancestors " + String.join(" ", origins));
    }
}
