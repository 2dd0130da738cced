package pk.rahnuma.faults;

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
import pk.rahnuma.telegram.FakeBotApi;
import pk.rahnuma.telegram.FakeTelegramUser;

/// People fill a form while everything that can goes wrong: updates come twice and late, taps overtake texts, answers
/// of the Bot API are cut, refused or slow, the processes of the desk are killed, and so is their database. At the end
/// nothing may be lost, doubled or out of order.
final class FaultRun {

    private static final Duration PATIENCE = Duration.ofSeconds(110);
    private static final long LATE = 9999;

    private final FaultRunPlan plan;
    private final Path folder;
    private final Random random;
    private final DatabaseOutages outages;
    private int kills;
    private int early;

    /// @param folder empty, for data and logs
    FaultRun(FaultRunPlan plan, Path folder) {
        this.plan = plan;
        this.folder = folder;
        this.random = new Random(plan.seed());
        this.outages = plan.mariaDb() ? new DatabaseOutages(MariaDbServer.own(), random) : null;
    }

    /// @return what happened, in figures
    /// @throws AssertionError when anything is lost, doubled or out of order
    String run() throws Exception {
        System.out.println("Faults: " + plan);
        Instant begun = Instant.now();
        BotApiFaultInjector weather = new BotApiFaultInjector(plan.seed());
        MariaDbServer server = outages == null ? null : outages.server();
        try (FakeBotApi api = FakeBotApi.start();
                server;
                ServerProcessGroup desks =
                        new ServerProcessGroup(folder, plan.nodes(), plan.webhook(), plan.carried(), server, api)) {
            api.weather(weather);
            api.losesAnswers(weather::losesAnswer);
            desks.start();
            ConcurrentApplicants crowd = new ConcurrentApplicants(api, plan.people(), plan.seed());
            ServiceInterruptions breaks = new ServiceInterruptions(crowd);
            try {
                killAndMend(desks, crowd, weather, breaks);
                crowd.enough();
                await(desks, crowd.done()::isDone, "the last forms", PATIENCE.multipliedBy(3));
                crowd.done().get();
                weather.clears();
                settle(api, desks, crowd);
            } catch (AssertionError | ExecutionException e) {
                desks.leaveThreads();
                throw e;
            }
            desks.stop();
            assertThat(api.complaints()).isEmpty();
            try (CommandContext house = ContextBootstrap.open(desks.settings())) {
                FaultRunVerifier verdict = new FaultRunVerifier(api, house, breaks.all());
                crowd.people().forEach(verdict::check);
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
        List<SimulatedApplicant> people = crowd.people();
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
                desks.ended(),
                outages == null ? "" : "\n" + outages,
                people.stream().mapToInt(SimulatedApplicant::redelivered).sum(),
                people.stream().mapToInt(one -> one.overtaking().size()).sum(),
                people.stream().mapToInt(SimulatedApplicant::askedAgain).sum(),
                weather,
                verdict);
    }

    /// A quarter of the kills fall while something starts.
    private void killAndMend(
            ServerProcessGroup desks,
            ConcurrentApplicants crowd,
            BotApiFaultInjector weather,
            ServiceInterruptions breaks)
            throws Exception {
        for (int kill = 0; kill < plan.kills() && !crowd.done().isDone(); kill++) {
            if (isDue(kill)) {
                awaitMore(desks, crowd, weather, breaks);
                outages.next(breaks::databaseGone);
                breaks.databaseBack();
            }
            if (kill > 0 && random.nextInt(4) == 0) {
                LockSupport.parkNanos(random.nextLong(2_000_000_000L));
                early++;
            } else {
                awaitMore(desks, crowd, weather, breaks);
                LockSupport.parkNanos(random.nextLong(40_000_000L));
            }
            desks.kill(random);
            kills++;
            breaks.killed();
            desks.mend();
        }
    }

    /// The outages are spread over the kills.
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
        int enough = weather.sends() + 1 + random.nextInt(9);
        await(
                desks,
                () -> {
                    breaks.look();
                    return weather.sends() >= enough || crowd.done().isDone();
                },
                "more to be sent",
                PATIENCE);
    }

    /// Until everything is confirmed and sent.
    private static void settle(FakeBotApi api, ServerProcessGroup desks, ConcurrentApplicants crowd) throws Exception {
        FakeTelegramUser late = api.person(LATE, "en");
        FakeBotApi.Written last = late.says("/start");
        await(desks, () -> api.isConfirmed(last.update()), "the last update", PATIENCE);
        for (SimulatedApplicant one : crowd.people()) {
            await(
                    desks,
                    () -> one.updates().stream().allMatch(update -> api.isConfirmed(update.update())),
                    "the updates of " + one.chat,
                    PATIENCE);
        }
        await(desks, () -> desks.unsent() == 0, "all to be sent", PATIENCE);
    }

    private static void await(ServerProcessGroup desks, BooleanSupplier condition, String what, Duration patience) {
        AwaitSupport.await()
                .alias(what)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    desks.watch();
                    return condition.getAsBoolean();
                });
    }
}
