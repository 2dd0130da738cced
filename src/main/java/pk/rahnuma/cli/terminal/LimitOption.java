package pk.rahnuma.cli.terminal;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import pk.rahnuma.startup.UserErrorException;

/// Option for the length of a list, and the format of lists.
public final class LimitOption {

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "Maximum number of entries (${DEFAULT-VALUE})")
    private int limit;

    /// Number of items to show.
    ///
    /// @throws UserErrorException when less than one is asked for, or more than `most`
    public int resolveLimit(int most) {
        if (limit < 1 || limit > most) {
            throw new UserErrorException("--limit must be 1 to " + most);
        }
        return limit;
    }

    /// One line per item, or a text that there is none.
    public static <T> String formatLines(List<T> found, Function<T, String> line) {
        return found.isEmpty()
                ? "Nothing to show."
                : found.stream().map(line).collect(Collectors.joining(System.lineSeparator()));
    }
}
