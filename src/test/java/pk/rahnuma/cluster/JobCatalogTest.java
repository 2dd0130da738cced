package pk.rahnuma.cluster;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import io.micronaut.scheduling.TaskScheduler;
import io.micronaut.scheduling.annotation.Scheduled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.DefaultConfiguration;
import pk.rahnuma.ProductionClasses;

/// Compares `docs/jobs.md` with the code.
class JobCatalogTest {

    private static final Pattern ROW = Pattern.compile(
            "^\\| `(\\w+\\.\\w+)` \\|[^|]+\\| ([^|]+) \\| (\\w+) \\| (?:`([a-z-]+)` )?\\| (?:`(\\w+)` )?\\|$");
    /// The table writes the only time of the day in words.
    private static final Map<String, String> TIMES_OF_CRON =
            Map.of("30 1-5 * * * Asia/Karachi", "01:30 to 05:30 Asia/Karachi");
    private static final Pattern SETTING = Pattern.compile("\\$\\{([a-z.]+)}");

    /// Columns of the rows, without the description.
    private static List<List<String>> rows(Pattern row) throws IOException {
        return Files.readAllLines(Path.of("docs/jobs.md")).stream()
                .map(row::matcher)
                .filter(Matcher::matches)
                .map(columns -> IntStream.rangeClosed(1, columns.groupCount())
                        .mapToObj(column -> columns.group(column) == null ? "" : columns.group(column))
                        .toList())
                .toList();
    }

    @Test
    void everyJobIsInTheTableWithItsTimesAndItsLease() throws IOException {
        List<List<String>> methods = ProductionClasses.ALL.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Scheduled.class))
                .map(JobCatalogTest::row)
                .toList();
        assertThat(rows(ROW)).containsExactlyInAnyOrderElementsOf(methods);
    }

    private static List<String> row(JavaMethod method) {
        Scheduled times = method.getAnnotationOfType(Scheduled.class);
        Matcher setting = SETTING.matcher(times.fixedDelay());
        boolean set = setting.matches();
        String first = times.initialDelay().isEmpty() ? "0s" : times.initialDelay();
        String pause = times.fixedDelay().isEmpty() ? "once" : times.fixedDelay();
        String lease = method.tryGetAnnotationOfType(OncePerCluster.class)
                .map(OncePerCluster::value)
                .orElse("");
        boolean timed = !times.cron().isEmpty();
        return List.of(
                method.getOwner().getSimpleName() + "." + method.getName(),
                timed ? TIMES_OF_CRON.get(times.cron() + " " + times.zoneId()) : first,
                timed ? "hourly" : set ? DefaultConfiguration.defaultOf(setting.group(1)) : pause,
                lease,
                set ? setting.group(1).replace('.', '_').toUpperCase(Locale.ROOT) : "");
    }

    @Test
    void thereIsNoOtherSchedulerThanThatOfTheFramework() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(ScheduledJobRunner.class)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(TaskScheduler.class)
                .check(ProductionClasses.ALL);
        noClasses()
                .that()
                .doNotHaveSimpleName("DeadlineSweeper")
                .and()
                .doNotHaveSimpleName("BotApiConnectionPool")
                .should()
                .callMethodWhere(describe(
                        "repeats",
                        call -> call.getTargetOwner().isAssignableTo(ScheduledExecutorService.class)
                                && call.getName().matches("scheduleWithFixedDelay|scheduleAtFixedRate")))
                .because("regular work is a @Scheduled method")
                .check(ProductionClasses.ALL);
    }
}
