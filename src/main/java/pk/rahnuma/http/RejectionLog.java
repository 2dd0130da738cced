package pk.rahnuma.http;

import io.github.bucket4j.Bucket;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs the numbers of rejections, so that support can find them. The number of lines is limited: a client that sends
/// thousands of bad requests does not fill the log.
@Singleton
public final class RejectionLog {

    static final int MAX_LINES_PER_MINUTE = 60;
    static final int MAX_LINES_BURST = 600;

    private static final Logger LOG = LoggerFactory.getLogger(RejectionLog.class);

    private final Bucket lines = Bucket.builder()
            .addLimit(
                    limit -> limit.capacity(MAX_LINES_BURST).refillGreedy(MAX_LINES_PER_MINUTE, Duration.ofMinutes(1)))
            .build();

    public void logProblem(ProblemDetail problem) {
        if (lines.tryConsume(1)) {
            LOG.info("api: problem {}: {}", problem.number(), problem.type());
        }
    }
}
