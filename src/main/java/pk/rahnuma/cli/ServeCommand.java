package pk.rahnuma.cli;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pk.rahnuma.cli.terminal.ConsoleUrl;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.staff.account.PasswordLinkService;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.startup.EnvironmentSettings;
import pk.rahnuma.startup.RunningServer;
import pk.rahnuma.telegram.send.TelegramConfiguration;
import pk.rahnuma.telegram.update.WebhookConfiguration;

/// Runs the desk until the process is stopped.
@Command(name = "serve", description = "Run the desk (the default)", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @Option(
            names = "--trial",
            description =
                    "Try it on this machine: everything works, marked as not real, and no other machine reaches it")
    private boolean trial;

    /// Command of a desk for trying.
    static ServeCommand forTrial() {
        ServeCommand command = new ServeCommand();
        command.trial = true;
        return command;
    }

    @Override
    public Integer call() {
        EnvironmentSettings settings = EnvironmentSettings.fromEnvironment();
        RunningServer serving = ContextBootstrap.startServer(settings, trial ? settings.toTrialProperties() : Map.of());
        LOG.info(
                "start: Rahnuma {}, {}, port {}",
                BuildVersion.describeVersion(),
                serving.describeDatabase(),
                serving.localAddress().getPort());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopServer(serving), "stop"));
        System.out.println(startBanner(settings, serving));
        firstAdministratorLink(serving).ifPresent(System.out::println);
        waitForEver();
        return 0;
    }

    static String startBanner(EnvironmentSettings settings, RunningServer serving) {
        return """
                Rahnuma
                  Chat      %s
                  Database  %s
                  Mode      %s
                  Operator  %s
                  Telegram  %s\
                """.formatted(
                        serving.localAddress(),
                        settings.database(),
                        describeMode(serving),
                        describeOperator(serving),
                        describeTelegram(settings, serving));
    }

    /// Link that creates the first administrator; empty once there is one. It is printed once and not stored.
    static Optional<String> firstAdministratorLink(RunningServer serving) {
        return serving.context()
                .getBean(PasswordLinkService.class)
                .createFirstAdministratorLink(Instant.now())
                .map(token -> serving.context()
                        .getBean(ConsoleUrl.class)
                        .linkTo(
                                PasswordLinkService.FIRST_LINK_PATH + token,
                                serving.localAddress().toString()))
                .map(link ->
                        "  Staff     no administrator yet; the first who opens this link becomes one, until the next start:"
                                + System.lineSeparator() + "            " + link);
    }

    private static String describeMode(RunningServer serving) {
        return switch (serving.context().getBean(OperatingMode.class)) {
            case AUTHORITY -> "authority (this desk keeps the register)";
            case ASSISTANCE -> "assistance (the desk helps and tracks; the authority decides elsewhere)";
        };
    }

    private static String describeOperator(RunningServer serving) {
        DeskIdentity desk = serving.context().getBean(DeskIdentity.class);
        return switch (desk.runBy()) {
            case OPERATOR -> desk.operator();
            case TRIAL -> "nobody: for trying, on this machine alone; nothing here is a real registration";
            case NOBODY ->
                "not named, so no form and no ticket starts: set RAHNUMA_OPERATOR_NAME and RAHNUMA_OPERATOR_CONTACT,"
                        + " or try it on this machine by serve --trial";
        };
    }

    private static String describeTelegram(EnvironmentSettings settings, RunningServer serving) {
        Optional<WebhookConfiguration> webhook = serving.context().findBean(WebhookConfiguration.class);
        return serving.context()
                .findBean(TelegramConfiguration.class)
                .map(bot -> "on, as bot " + bot.botId()
                        + (settings.variables().containsKey("TELEGRAM_API_URL") ? " at " + bot.apiUrl() : "")
                        + webhook.map(hook -> ", by " + hook).orElse(", by polling"))
                .orElse("off; to enable it, set TELEGRAM_BOT_TOKEN to the token from @BotFather");
    }

    /// Stops the server. The exit code of a requested stop is 0, where the JVM's own would be 143.
    private static void stopServer(RunningServer serving) {
        LOG.info("stop: completing current requests");
        try {
            serving.close();
            LOG.info("stop: done");
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private static void waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
