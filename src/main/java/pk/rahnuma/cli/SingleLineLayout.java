package pk.rahnuma.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Formats each log event as one line. Of an exception it prints the classes and the place, never the message: a
/// database quotes values in it.
public final class SingleLineLayout extends LayoutBase<ILoggingEvent> {

    private static final int MAX_FRAMES = 3;

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160)
                .append(Instant.ofEpochMilli(event.getTimeStamp()).truncatedTo(ChronoUnit.SECONDS))
                .append(' ')
                .append(event.getLevel())
                .append(' ')
                .append(shortName(event.getLoggerName()))
                .append(": ")
                .append(
                        event.getFormattedMessage() == null
                                ? ""
                                : event.getFormattedMessage().replaceAll("\\s+", " "));
        for (IThrowableProxy at = event.getThrowableProxy(); at != null; at = at.getCause()) {
            line.append(" | ").append(shortName(at.getClassName()));
            if (at.getCause() == null) {
                appendFrames(line, at.getStackTraceElementProxyArray());
            }
        }
        return line.append(System.lineSeparator()).toString();
    }

    private static void appendFrames(StringBuilder line, StackTraceElementProxy[] frames) {
        for (int i = 0; frames != null && i < Math.min(MAX_FRAMES, frames.length); i++) {
            StackTraceElement frame = frames[i].getStackTraceElement();
            line.append(i == 0 ? " at " : " < ")
                    .append(shortName(frame.getClassName()))
                    .append('.')
                    .append(frame.getMethodName())
                    .append(':')
                    .append(frame.getLineNumber());
        }
    }

    private static String shortName(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
