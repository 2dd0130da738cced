package pk.rahnuma.cli.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pk.rahnuma.cli.terminal.TerminalFormat;
import pk.rahnuma.messaging.banner.CurrentBannerService;
import pk.rahnuma.messaging.banner.ServiceBanner;
import pk.rahnuma.shared.Language;
import pk.rahnuma.startup.settings.UserErrorException;

@Command(
        name = "banner",
        description =
                "Show a notice to all users, once each, on every channel: an outage, for example. Without options it"
                        + " shows the current banner.")
final class DeskBannerCommand implements Callable<Integer> {

    @ParentCommand
    private DeskCommand desk;

    @Spec
    private CommandSpec spec;

    @Option(names = "--en", paramLabel = "TEXT", description = "Text in English; the other two are required with it")
    private String english;

    @Option(names = "--ur", paramLabel = "TEXT", description = "In Urdu")
    private String urdu;

    @Option(names = "--ur-latn", paramLabel = "TEXT", description = "In Roman Urdu")
    private String romanUrdu;

    @Option(names = "--hours", paramLabel = "N", description = "Ends automatically after so many hours")
    private Integer hours;

    @Option(names = "--clear", description = "Remove the banner")
    private boolean clear;

    @Option(names = "--as", paramLabel = "NAME", description = "Your name, stored with the banner")
    private String staffName;

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .println(desk.runWithBeans(beans -> work(
                        beans.getBean(CurrentBannerService.class),
                        beans.getBean(Clock.class).instant())));
        return 0;
    }

    private String work(CurrentBannerService banners, Instant now) {
        boolean sets = english != null || urdu != null || romanUrdu != null;
        if (!sets && !clear) {
            return banners.findCurrent(now).map(DeskBannerCommand::shown).orElse("There is no banner.");
        }
        if (staffName == null || staffName.isBlank() || staffName.length() > 100) {
            throw new UserErrorException("--as is missing: expected your name, at most 100 characters");
        }
        if (clear) {
            return banners.clearBanner(staffName, now) ? "The banner is removed." : "There was no banner.";
        }
        if (english == null || urdu == null || romanUrdu == null) {
            throw new UserErrorException("a banner needs three languages: expected --en, --ur and --ur-latn");
        }
        if (hours != null && (hours < 1 || hours > ServiceBanner.MAX_HOURS)) {
            throw new UserErrorException("--hours must be 1 to " + ServiceBanner.MAX_HOURS);
        }
        try {
            banners.setBanner(
                    Map.of(Language.ENGLISH, english, Language.URDU, urdu, Language.ROMAN_URDU, romanUrdu),
                    staffName,
                    now,
                    hours == null ? null : now.plus(Duration.ofHours(hours)));
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(e.getMessage());
        }
        return "Everybody who writes, or opens the chat page, sees it from now on.";
    }

    private static String shown(ServiceBanner banner) {
        String end = Optional.ofNullable(banner.until())
                .map(TerminalFormat::formatTime)
                .orElse("it is removed");
        return "Since %s, by %s, until %s:\n%s\n%s\n%s"
                .formatted(
                        TerminalFormat.formatTime(banner.since()),
                        banner.who(),
                        end,
                        banner.textIn(Language.ENGLISH),
                        banner.textIn(Language.URDU),
                        banner.textIn(Language.ROMAN_URDU));
    }
}
