package pk.rahnuma;

import java.io.File;

/// The main class of the jar. It is compiled for Java 17, so that an older Java can say in one line what it needs
/// instead of failing with `UnsupportedClassVersionError`.
public final class Launcher {

    private static final int MIN_JAVA_VERSION = 25;

    private Launcher() {}

    public static void main(String[] args) throws Exception {
        int running = Runtime.version().feature();
        if (running < MIN_JAVA_VERSION) {
            System.err.println("Rahnuma needs Java " + MIN_JAVA_VERSION + " and this is Java " + running
                    + ": start it with " + newer() + " -jar rahnuma.jar");
            System.exit(1);
        }
        Class.forName("pk.rahnuma.cli.JvmRelauncher")
                .getMethod("relaunchIfNeeded")
                .invoke(null);
        Class.forName("pk.rahnuma.cli.RahnumaCommand")
                .getMethod("main", String[].class)
                .invoke(null, (Object) args);
    }

    /// Path of a newer Java's `java` command where Linux packages install it, or else the address to download one from.
    private static String newer() {
        File[] homes = new File("/usr/lib/jvm").listFiles();
        for (File home : homes == null ? new File[0] : homes) {
            File java = new File(home, "bin/java");
            if (home.getName().contains(String.valueOf(MIN_JAVA_VERSION)) && java.canExecute()) {
                return java.getPath();
            }
        }
        return "the java of a JDK " + MIN_JAVA_VERSION + " (from https://adoptium.net)";
    }
}
