package pk.rahnuma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.Test;

/// Lines of the log.
class SingleLineLayoutTest {

    private final SingleLineLayout layout = new SingleLineLayout();

    private String format(String message, Throwable thrown) {
        LoggingEvent event = new LoggingEvent(
                "", new LoggerContext().getLogger("pk.rahnuma.turn.Worker"), Level.WARN, message, thrown, null);
        event.setTimeStamp(1_795_000_000_123L);
        return layout.doLayout(event);
    }

    @Test
    void aMessageOfSeveralLinesIsOneLine() {
        assertThat(format("Turn: one\n\ttwo", null))
                .isEqualTo("2026-11-18T11:06:40Z WARN Worker: Turn: one two" + System.lineSeparator());
    }

    @Test
    void anExceptionIsNamedWithItsCauseAndPlaceButNotItsMessage() {
        Throwable thrown = new IllegalStateException("card 35202", new IllegalArgumentException("Duplicate 35202"));
        assertThat(format("Turn: failed", thrown))
                .contains("Turn: failed | IllegalStateException | IllegalArgumentException at SingleLineLayoutTest.")
                .doesNotContain("35202")
                .hasLineCount(1);
    }
}
