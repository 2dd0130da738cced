package pk.rahnuma;

/// The main class of the jar. It is compiled for Java 17, so that an older Java can say in one line what it needs
/// instead of failing with `UnsupportedClassVersionError`.
public final class Launcher {

    private static final int NEEDED = 25;

    private Launcher() {}

    public static void main(String[] args) throws Exception {
        int running = Runtime.version().feature();
        if (running < NEEDED) {
            System.err.println("Rahnuma needs Java " + NEEDED + " and this is Java " + running
                    + ": start it with the java of a JDK " + NEEDED
                    + ", for example /usr/lib/jvm/temurin-25-jdk-amd64/bin/java -jar rahnuma.jar");
            System.exit(1);
        }
        Class.forName("pk.rahnuma.cli.Main").getMethod("main", String[].class).invoke(null, (Object) args);
    }
}
