package pk.rahnuma.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.http.FingerprintedAssets;
import pk.rahnuma.shared.Language;
import pk.rahnuma.staff.notification.StaffNotification;

/// Serves the service worker of the console, the same for all members and without a session: browsers look for a new
/// version at any time.
@Controller("/desk/sw.js")
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.ALL)
final class NotificationWorkerController {

    private static final MediaType SCRIPT = MediaType.of("text/javascript;charset=utf-8");

    private final byte[] serviceWorker;

    NotificationWorkerController(ConsoleTexts texts) {
        Map<String, Map<String, String>> words = new HashMap<>();
        Language.STAFF.forEach(language -> words.put(language, readWords(texts, language)));
        byte[] script = FingerprintedAssets.readResource(NotificationWorkerController.class, "sw.js");
        this.serviceWorker = ("const WORDS = " + new String(DialogJson.toBytes(words), StandardCharsets.UTF_8) + ";\n"
                        + new String(script, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }

    /// Name of the desk, and the text of each kind of notification.
    private static Map<String, String> readWords(ConsoleTexts texts, String language) {
        Map<String, String> words = new HashMap<>();
        words.put("title", texts.formatText(language, "desk.name", Map.of()));
        for (StaffNotification.Kind kind : StaffNotification.Kind.values()) {
            String key = "notification." + kind.name().toLowerCase(Locale.ROOT);
            words.put(kind.name(), texts.formatText(language, key, Map.of()));
        }
        return words;
    }

    /// Service worker. Its scope is the console, since it is served from there.
    @Get
    @BackgroundRoute
    HttpResponse<byte[]> showServiceWorker() {
        return HttpResponse.ok(serviceWorker).contentType(SCRIPT).header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }
}
