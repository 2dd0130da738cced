package pk.rahnuma.cli.terminal;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import pk.rahnuma.startup.settings.UserErrorException;

/// How much a list of the desk shows, and how it is put together.
public final class LimitOption {

    /// For a list that has no highest number.
    public static final int UNLIMITED = Integer.MAX_VALUE;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many (${DEFAULT-VALUE})")
    private int limit;

    /// How many to show.
    ///
    /// @throws UserErrorException when less than one is asked for, or more than `most`
    public int resolveLimit(int most) {
        if (limit < 1 || limit > most) {
            throw new UserErrorException("--limit must be 1 " + (most == UNLIMITED ? "or more" : "to " + most));
        }
        return limit;
    }

    /// A line for each, or a word that there is none.
    public static <T> String formatLines(List<T> found, Function<T, String> line) {
        return found.isEmpty()
                ? "Nothing to show."
                : found.stream().map(line).collect(Collectors.joining(System.lineSeparator()));
    }
}
