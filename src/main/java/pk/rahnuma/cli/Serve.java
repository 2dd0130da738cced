package pk.rahnuma.cli;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import pk.rahnuma.cli.boot.Boot;
import pk.rahnuma.cli.boot.Serving;
import pk.rahnuma.cli.boot.Settings;
import pk.rahnuma.cli.terminal.DeskAddress;
import pk.rahnuma.staff.Links;

/// Runs the desk until the process is told to stop.
@Command(name = "serve", description = "Run the desk (the default)", mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(Serve.class);

    @Override
    public Integer call() {
        Settings settings = Settings.fromEnvironment();
        Serving serving = Boot.serve(settings, Map.of());
        LOG.info(
                "start: Rahnuma {}, {}, port {}",
                BuildVersion.text(),
                serving.database(),
                serving.address().getPort());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(serving), "stop"));
        System.out.println(banner(settings, serving));
        first(serving).ifPresent(System.out::println);
        waitForEver();
        return 0;
    }

    static String banner(Settings settings, Serving serving) {
        return """
                Rahnuma
                  Chat      %s
                  Database  %s
                  Mode      %s
                  Telegram  %s\
                """.formatted(serving.address(), settings.database(), mode(settings), telegram(settings));
    }

    /// While there is no administrator: the link that makes the first administrator. Printed once, and kept nowhere.
    static Optional<String> first(Serving serving) {
        return serving.context()
                .getBean(Links.class)
                .first()
                .map(token -> serving.context()
                        .getBean(DeskAddress.class)
                        .of(Links.FIRST + token, serving.address().toString()))
                .map(link ->
                        "  Staff     no administrator yet; whoever opens this first becomes one, until the next start:"
                                + System.lineSeparator() + "            " + link);
    }

    private static String mode(Settings settings) {
        return switch (settings.mode()) {
            case "authority" -> "authority (this desk keeps the register)";
            default -> "assistance (the desk helps and tracks; the authority decides elsewhere)";
        };
    }

    /// The part of the token before the colon is the bot's public number.
    private static String telegram(Settings settings) {
        return settings.telegramToken()
                .map(token -> "on, as bot " + token.substring(0, token.indexOf(':'))
                        + settings.telegramApi().map(url -> " at " + url).orElse("")
                        + settings.webhook().map(hook -> ", by " + hook).orElse(", by polling"))
                .orElse("off; to turn it on, set TELEGRAM_BOT_TOKEN to the token that @BotFather gave");
    }

    /// The exit code of a stop that was asked for is 0, where the JVM's own would be 143.
    private static void stop(Serving serving) {
        LOG.info("stop: finishes what is under way");
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
