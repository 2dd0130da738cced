package pk.rahnuma.persistence.job;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.tngtech.archunit.core.domain.JavaMethod;
import io.micronaut.scheduling.TaskScheduler;
import io.micronaut.scheduling.annotation.Scheduled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.DefaultConfiguration;
import pk.rahnuma.ProductionClasses;
import pk.rahnuma.TestServer;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.startup.ContextBootstrap;

/// Compares `docs/jobs.md` with the code.
class JobCatalogTest {

    private static final Pattern NODE_ROW =
            Pattern.compile("^\\| `(\\w+\\.\\w+)` \\|[^|]+\\| (\\w+) \\| (\\w+) \\| (?:`(\\w+)` )?\\|$");
    private static final Pattern CLUSTER_ROW = Pattern.compile("^\\| `([a-z-]+)` \\|[^|]+\\| ([^|]+) \\|$");
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
    void everyJobOfANodeIsInTheTableWithItsTimes() throws IOException {
        List<List<String>> methods = ProductionClasses.ALL.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Scheduled.class))
                .map(JobCatalogTest::row)
                .toList();
        assertThat(rows(NODE_ROW)).containsExactlyInAnyOrderElementsOf(methods);
    }

    private static List<String> row(JavaMethod method) {
        Scheduled times = method.getAnnotationOfType(Scheduled.class);
        Matcher setting = SETTING.matcher(times.fixedDelay());
        boolean set = setting.matches();
        String first = times.initialDelay().isEmpty() ? "0s" : times.initialDelay();
        String pause = times.fixedDelay().isEmpty() ? "once" : times.fixedDelay();
        return List.of(
                method.getOwner().getSimpleName() + "." + method.getName(),
                first,
                set ? DefaultConfiguration.defaultOf(setting.group(1)) : pause,
                set ? setting.group(1).replace('.', '_').toUpperCase(Locale.ROOT) : "");
    }

    @Test
    void everyJobOfTheClusterIsInTheTableWithItsTime() throws IOException {
        try (TestServer server = TestServer.onH2().startServer();
                CommandContext command = ContextBootstrap.openContext(server.settings())) {
            List<List<String>> jobs = command.context().getBeansOfType(ClusterJob.class).stream()
                    .map(job -> List.of(job.name(), time(job.schedule().toString())))
                    .toList();
            assertThat(rows(CLUSTER_ROW)).containsExactlyInAnyOrderElementsOf(jobs);
        }
    }

    private static String time(String schedule) {
        return schedule.replaceFirst("FixedDelay duration=PT(\\w+)", "every $1")
                .replaceFirst("Daily times=\\[(.+)], zone=(.+)", "$1 $2")
                .replace('M', 'm');
    }

    @Test
    void thereAreTwoSchedulersAndNoOther() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(ClusterJobScheduler.class)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Tasks.class, TaskScheduler.class)
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
                .because("regular work is a @Scheduled method or a ClusterJob")
                .check(ProductionClasses.ALL);
    }
}
