package pk.rahnuma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pk.rahnuma.cli.boot.Boot;
import pk.rahnuma.cli.boot.Opened;
import pk.rahnuma.cli.boot.Serving;
import pk.rahnuma.cli.boot.Settings;
import pk.rahnuma.staff.Accounts;
import pk.rahnuma.staff.Actor;
import pk.rahnuma.staff.Links;
import pk.rahnuma.staff.Role;

class ServeTest {

    @TempDir
    private Path folder;

    @Test
    void theBannerSaysWhereTheChatIsAndHowToTurnTelegramOn() {
        try (Serving serving = Boot.serve(settings(), Map.of())) {
            List<String> lines = Serve.banner(settings(), serving).lines().toList();
            assertThat(lines).hasSizeLessThan(7);
            assertThat(String.join(" ", lines))
                    .contains(serving.address().toString(), folder.toString(), "assistance", "TELEGRAM_BOT_TOKEN");
            Settings on = settings("TELEGRAM_BOT_TOKEN", "123456:SECRETSECRET");
            assertThat(Serve.banner(on, serving)).contains("bot 123456").doesNotContain("SECRET");
        }
    }

    @Test
    void whileThereIsNoAdministratorAStartPrintsALinkForTheFirst() {
        Settings settings = settings();
        try (Serving serving = Boot.serve(settings, Map.of())) {
            String line = Serve.first(serving).orElseThrow();
            assertThat(line).contains(serving.address() + "desk/first/");
            assertThat(serving.context().getBean(Links.class).isFirst(line.substring(line.lastIndexOf('/') + 1)))
                    .isTrue();
            try (Opened beside = Boot.open(settings)) {
                beside.get(Accounts.class)
                        .add(
                                new Actor.CommandLine(),
                                "Sana",
                                Role.ADMINISTRATOR,
                                List.of(),
                                List.of(),
                                beside.get(Clock.class).instant());
            }
            assertThat(Serve.first(serving)).isEmpty();
        }
    }

    private Settings settings(String... more) {
        Map<String, String> environment = new HashMap<>();
        environment.put("RAHNUMA_DATA", folder.toString());
        environment.put("MICRONAUT_SERVER_PORT", "0");
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return Settings.of(environment);
    }
}
