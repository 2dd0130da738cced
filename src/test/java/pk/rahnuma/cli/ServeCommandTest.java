package pk.rahnuma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pk.rahnuma.staff.AccountActor;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.PasswordLinkService;
import pk.rahnuma.staff.account.StaffAccountService;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.startup.EnvironmentSettings;
import pk.rahnuma.startup.RunningServer;

class ServeCommandTest {

    @TempDir
    private Path folder;

    @Test
    void theBannerSaysWhereTheChatIsAndHowToTurnTelegramOn() {
        try (RunningServer serving = ContextBootstrap.startServer(settings(), Map.of())) {
            List<String> lines =
                    ServeCommand.startBanner(settings(), serving).lines().toList();
            assertThat(lines).hasSizeLessThan(7);
            assertThat(String.join(" ", lines))
                    .contains(serving.localAddress().toString(), folder.toString(), "assistance", "TELEGRAM_BOT_TOKEN");
        }
        EnvironmentSettings on =
                settings("TELEGRAM_BOT_TOKEN", "123456:SECRETSECRET", "TELEGRAM_API_URL", "http://127.0.0.1:1/");
        try (RunningServer serving = ContextBootstrap.startServer(on, Map.of())) {
            assertThat(ServeCommand.startBanner(on, serving))
                    .contains("on, as bot 123456 at http://127.0.0.1:1, by polling")
                    .doesNotContain("SECRET");
        }
    }

    @Test
    void theBannerSaysWhoRunsTheDesk() {
        EnvironmentSettings named = settings(
                "RAHNUMA_OPERATOR_NAME", "Help Desk Lahore", "RAHNUMA_OPERATOR_CONTACT", "help@desk.example.pk");
        try (RunningServer serving = ContextBootstrap.startServer(named, Map.of())) {
            assertThat(ServeCommand.startBanner(named, serving)).contains("Operator  Help Desk Lahore");
        }
        try (RunningServer serving = ContextBootstrap.startServer(settings(), Map.of())) {
            assertThat(ServeCommand.startBanner(settings(), serving))
                    .contains("no form and no ticket starts", "RAHNUMA_OPERATOR_NAME", "serve --trial");
        }
        try (RunningServer serving =
                ContextBootstrap.startServer(settings(), settings().toTrialProperties())) {
            assertThat(ServeCommand.startBanner(settings(), serving)).contains("for trying, on this machine alone");
            assertThat(serving.localAddress().getHost()).isIn("localhost", "127.0.0.1");
        }
    }

    @Test
    void whileThereIsNoAdministratorAStartPrintsALinkForTheFirst() {
        EnvironmentSettings settings = settings();
        try (RunningServer serving = ContextBootstrap.startServer(settings, Map.of())) {
            String line = ServeCommand.firstAdministratorLink(serving).orElseThrow();
            assertThat(line).contains(serving.localAddress() + "desk/first/");
            assertThat(serving.context()
                            .getBean(PasswordLinkService.class)
                            .isFirstLink(line.substring(line.lastIndexOf('/') + 1), Instant.now()))
                    .isTrue();
            try (CommandContext beside = ContextBootstrap.openContext(settings)) {
                beside.getBean(StaffAccountService.class)
                        .addMember(
                                new AccountActor.CommandLine(),
                                "Sana",
                                StaffRole.ADMINISTRATOR,
                                List.of(),
                                List.of(),
                                beside.getBean(Clock.class).instant());
            }
            assertThat(ServeCommand.firstAdministratorLink(serving)).isEmpty();
        }
    }

    private EnvironmentSettings settings(String... more) {
        Map<String, String> environment = new HashMap<>();
        environment.put("RAHNUMA_DATA", folder.toString());
        environment.put("MICRONAUT_SERVER_PORT", "0");
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return EnvironmentSettings.fromVariables(environment);
    }
}
