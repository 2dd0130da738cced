package pk.rahnuma.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// Users fill a form while faults are injected: updates arrive twice and late, taps overtake texts, responses of the
/// Bot API are cut, rejected or slow, the processes of the desk are killed, and so is their database. At the end
/// nothing may be lost, doubled or out of order.
public final class FaultRun {

    private static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(110);
    private static final long LATE_CHAT = 9999;

    private final FaultRunPlan plan;
    private final Path folder;
    private final Random random;
    private final DatabaseOutages outages;
    private int kills;
    private int early;

    /// Creates a run.
    ///
    /// @param folder empty, for data and logs
    public FaultRun(FaultRunPlan plan, Path folder) {
        this.plan = plan;
        this.folder = folder;
        this.random = new Random(plan.seed());
        this.outages = plan.database() == FaultRunPlan.Database.H2
                ? null
                : new DatabaseOutages(MariaDbServer.startOwn(), random);
    }

    /// Runs the test.
    ///
    /// @return statistics of the run
    /// @throws AssertionError when anything is lost, doubled or out of order
    public String runFaults() throws Exception {
        System.out.println("Faults: " + plan);
        Instant begun = Instant.now();
        BotApiFaultInjector weather = new BotApiFaultInjector(plan.seed());
        MariaDbServer server = outages == null ? null : outages.server();
        try (FakeBotApi api = FakeBotApi.start();
                server;
                ServerProcessGroup desks = new ServerProcessGroup(folder, plan.nodes(), plan.webhook(), server, api)) {
            api.setFaultRule(weather);
            api.loseAnswersWhen(weather::losesWebhookReply);
            if (plan.database() == FaultRunPlan.Database.MARIADB) {
                desks.useMariaDbDriver();
            }
            desks.startAll();
            ConcurrentApplicants crowd = new ConcurrentApplicants(api, plan.people(), plan.seed());
            ServiceInterruptions breaks = new ServiceInterruptions(crowd);
            try {
                killAndMend(desks, crowd, weather, breaks);
                crowd.stopStarting();
                await(desks, crowd.whenDone()::isDone, "the last forms", SETTLE_TIMEOUT.multipliedBy(3));
                crowd.whenDone().get();
                weather.stopFaults();
                settle(api, desks, crowd);
            } catch (AssertionError | ExecutionException e) {
                desks.writeThreadDumps();
                throw e;
            }
            desks.stopAll();
            assertThat(api.complaints()).isEmpty();
            try (CommandContext desk = ContextBootstrap.openContext(desks.settings())) {
                FaultRunVerifier verdict = new FaultRunVerifier(api, desk, breaks.allInterruptions());
                crowd.allApplicants().forEach(verdict::verifyApplicant);
                return told(desks, crowd, weather, verdict, Duration.between(begun, Instant.now()));
            }
        }
    }

    private String told(
            ServerProcessGroup desks,
            ConcurrentApplicants crowd,
            BotApiFaultInjector weather,
            FaultRunVerifier verdict,
            Duration took) {
        List<SimulatedApplicant> people = crowd.allApplicants();
        return """
                %d forms, each complete, right and stored once, in %d s
                %d kills of the desk, %d of them within two seconds of a start; it ended by itself %d times%s
                %d updates delivered again, %d taps made a second time, %d questions asked again after one
                %s
                %s""".formatted(
                people.size(),
                took.toSeconds(),
                kills,
                early,
                desks.countCrashes(),
                outages == null ? "" : "\n" + outages,
                people.stream().mapToInt(SimulatedApplicant::countRedeliveries).sum(),
                people.stream().mapToInt(one -> one.duplicateTaps().size()).sum(),
                people.stream()
                        .mapToInt(SimulatedApplicant::countRepeatedQuestions)
                        .sum(),
                weather,
                verdict);
    }

    /// A quarter of the kills hit a process while it starts.
    private void killAndMend(
            ServerProcessGroup desks,
            ConcurrentApplicants crowd,
            BotApiFaultInjector weather,
            ServiceInterruptions breaks)
            throws Exception {
        for (int kill = 0; kill < plan.kills() && !crowd.whenDone().isDone(); kill++) {
            if (isDue(kill)) {
                awaitMore(desks, crowd, weather, breaks);
                outages.causeOutage(breaks::databaseStopped);
                breaks.databaseRestarted();
            }
            if (kill > 0 && random.nextInt(4) == 0) {
                LockSupport.parkNanos(random.nextLong(2_000_000_000L));
                early++;
            } else {
                awaitMore(desks, crowd, weather, breaks);
                LockSupport.parkNanos(random.nextLong(40_000_000L));
            }
            desks.killRandom(random);
            kills++;
            breaks.processKilled();
            desks.restartStopped();
        }
    }

    /// Spreads the outages over the kills.
    private boolean isDue(int kill) {
        return Math.floorDiv(kill * plan.outages(), plan.kills())
                != Math.floorDiv((kill - 1) * plan.outages(), plan.kills());
    }

    private void awaitMore(
            ServerProcessGroup desks,
            ConcurrentApplicants crowd,
            BotApiFaultInjector weather,
            ServiceInterruptions breaks)
            throws Exception {
        int enough = weather.countSends() + 1 + random.nextInt(9);
        await(
                desks,
                () -> {
                    breaks.takeSnapshot();
                    return weather.countSends() >= enough || crowd.whenDone().isDone();
                },
                "more to be sent",
                SETTLE_TIMEOUT);
    }

    /// Waits until everything is confirmed and sent.
    private static void settle(FakeBotApi api, ServerProcessGroup desks, ConcurrentApplicants crowd) throws Exception {
        FakeTelegramUser late = api.person(LATE_CHAT, "en");
        FakeBotApi.Written last = late.says("/start");
        await(desks, () -> api.isConfirmed(last.update()), "the last update", SETTLE_TIMEOUT);
        for (SimulatedApplicant one : crowd.allApplicants()) {
            await(
                    desks,
                    () -> one.allUpdates().stream().allMatch(update -> api.isConfirmed(update.update())),
                    "the updates of " + one.chat,
                    SETTLE_TIMEOUT);
        }
        await(desks, () -> desks.countUnsent() == 0, "all to be sent", SETTLE_TIMEOUT);
    }

    private static void await(ServerProcessGroup desks, BooleanSupplier condition, String what, Duration patience) {
        AwaitSupport.await()
                .alias(what)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    desks.restartCrashed();
                    return condition.getAsBoolean();
                });
    }
}
