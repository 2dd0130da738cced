package pk.rahnuma.cli.storage;

import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.startup.settings.EnvironmentSettings;
import pk.rahnuma.startup.settings.UserErrorException;
import pk.rahnuma.vault.SealedFormat;
import pk.rahnuma.vault.SealedFormatConfiguration;
import pk.rahnuma.vault.column.SealedColumn;
import pk.rahnuma.vault.column.SealedColumnService;

/// Binds values that the version before sealed to their rows, so that a value that is moved to another row of the same
/// person is detected.
@Command(
        name = "bind",
        description = {
            "Bind every sealed value to its table, column and row.",
            "Run it once no node of an older version runs and RAHNUMA_SEALED_FORMAT is 2 on all. It can run beside running"
                    + " nodes. After an interruption it continues where it stopped.",
            "Afterwards set RAHNUMA_SEALED_FORMAT=2-only."
        },
        mixinStandardHelpOptions = true)
final class BindKeysetCommand implements Callable<Integer> {

    /// Number of values between two lines of progress.
    private static final long REPORT_INTERVAL_VALUES = 10_000;

    @Option(names = "--again", description = "Check all values, also in columns that an earlier run has finished")
    private boolean again;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        return bindValues(EnvironmentSettings.fromEnvironment(), again, out) ? 0 : 1;
    }

    /// Binds all values.
    ///
    /// @return false when some values open in neither form
    static boolean bindValues(EnvironmentSettings settings, boolean again, PrintWriter out) {
        long failed = 0;
        try (CommandContext context = ContextBootstrap.openContext(settings)) {
            if (context.getBean(SealedFormatConfiguration.class).toFormat() == SealedFormat.FIELD) {
                throw new UserErrorException(
                        "RAHNUMA_SEALED_FORMAT must be 2 here and on all nodes first: an older node, or one that is"
                                + " set to 1, continues to write values that are not bound");
            }
            SealedColumnService service = context.getBean(SealedColumnService.class);
            for (SealedColumn column : service.columns()) {
                SealedColumnService.BindingResult bound = service.bindColumn(column, again, (looked, total) -> {
                    if (looked % REPORT_INTERVAL_VALUES == 0) {
                        say(out, column + ": " + looked + " of " + total + " values checked");
                    }
                });
                failed += bound.failed();
                say(out, column + ": " + describe(bound));
            }
        }
        say(
                out,
                failed == 0
                        ? "All values are bound. Set RAHNUMA_SEALED_FORMAT=2-only on all nodes and restart them."
                        : failed + " values do not open: they were changed or moved. Restore them from a backup.");
        return failed == 0;
    }

    private static String describe(SealedColumnService.BindingResult bound) {
        if (bound.finishedBefore() != null) {
            return bound.looked() + " values, finished on "
                    + bound.finishedBefore().atOffset(ZoneOffset.UTC).toLocalDate();
        }
        return bound.looked() + " values, " + bound.bound() + " bound now"
                + (bound.failed() == 0 ? "" : ", " + bound.failed() + " that do not open");
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
