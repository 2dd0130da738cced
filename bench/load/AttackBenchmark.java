package load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/// Attacks a desk on loopback with one scenario after the other, each on a fresh node with a small heap, while 40
/// users chat. Prints the response times of these users without and with the attack. Exits with 1 when a node ends, or
/// users are rejected.
public final class AttackBenchmark {

    static final int USER_COUNT = 40;

    private AttackBenchmark() {}

    /// Command line options.
    ///
    /// @param seconds of each phase
    /// @param warmUp seconds in which users chat before anything is measured
    /// @param node the command that starts a node
    private record Options(int seconds, int warmUp, List<String> attacks, List<String> node, long generousMillis) {

        static Options of(String[] args) {
            int seconds = 10;
            int warmUp = 15;
            long generous = 250;
            List<String> attacks = Arrays.stream(AttackScenario.values()).map(Enum::name).toList();
            List<String> program = List.of("-jar", "target/rahnuma.jar");
            for (String arg : args) {
                String value = arg.substring(arg.indexOf('=') + 1);
                switch (arg.substring(0, Math.max(0, arg.indexOf('=')))) {
                    case "--seconds" -> seconds = Integer.parseInt(value);
                    case "--warm-up" -> warmUp = Integer.parseInt(value);
                    case "--attacks" -> attacks = List.of(value.toUpperCase(Locale.ROOT).split(","));
                    case "--jar" -> program = List.of("-jar", Path.of(value).toAbsolutePath().toString());
                    case "--classpath" -> program = List.of("-cp", value, "pk.rahnuma.cli.RahnumaCommand");
                    case "--limit" -> generous = Long.parseLong(value);
                    default -> throw new IllegalArgumentException("unknown: " + arg);
                }
            }
            List<String> node = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow"));
            node.addAll(program);
            return new Options(seconds, warmUp, attacks, node, generous);
        }
    }

    public static void main(String[] args) throws Exception {
        Options options = Options.of(args);
        boolean well = true;
        System.out.println("| attack | p99 without, ms | p99 with, ms | asked with | 503 | other errors | ended | MB |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (String name : options.attacks()) {
            well &= run(AttackScenario.valueOf(name), options);
        }
        System.exit(well ? 0 : 1);
    }

    private static boolean run(AttackScenario attack, Options options) throws Exception {
        try (AttackedNode node = AttackedNode.start(options.node(), attack.environment())) {
            ApiVirtualUsers people = new ApiVirtualUsers(node.port(), USER_COUNT);
            people.chatFor(Duration.ofSeconds(options.warmUp()));
            ApiVirtualUsers.ClientFigures before = people.chatFor(Duration.ofSeconds(options.seconds()));
            CompletableFuture<Void> attacker = attack.startAttack(node, Duration.ofSeconds(options.seconds() + 1L));
            ApiVirtualUsers.ClientFigures during = people.chatFor(Duration.ofSeconds(options.seconds()));
            boolean begun = attacker.handle((end, failure) -> {
                        if (failure != null) {
                            System.err.println(attack + " did not begin: " + failure);
                        }
                        return failure == null;
                    })
                    .join();
            boolean ended = !node.isAlive();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d | %d | %s | %d |%n",
                    attack.describeAttack(),
                    before.p99(),
                    during.p99(),
                    during.asked(),
                    during.unavailable(),
                    during.failed(),
                    ended ? "yes" : "no",
                    node.peakMegabytes());
            System.out.flush();
            boolean fast = during.p99() <= Math.max(options.generousMillis(), 3 * before.p99());
            return begun && !ended && during.unavailable() == 0 && during.failed() == 0 && fast;
        }
    }
}
