package pk.rahnuma.staff.account;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Counts failed sign-ins, without names; docs/metrics.md describes the metric. Thread-safe.
@Singleton
public final class SignInMetrics implements MeterBinder {

    /// Reason of the failure.
    enum Reason {
        /// The name or the password is wrong, or the account is disabled.
        PASSWORD,
        /// The code of the second factor is wrong.
        CODE,
        /// Not checked, since there were too many failures before.
        LOCKED
    }

    private final Map<Reason, LongAdder> failures = new EnumMap<>(Reason.class);

    public SignInMetrics() {
        for (Reason reason : Reason.values()) {
            failures.put(reason, new LongAdder());
        }
    }

    /// Counts a step when it failed.
    ///
    /// @param wrong reason to count for [SignInResult.Rejected]
    /// @return the same step
    SignInResult countStep(SignInResult step, Reason wrong) {
        switch (step) {
            case SignInResult.Rejected other -> failures.get(wrong).increment();
            case SignInResult.Throttled other -> failures.get(Reason.LOCKED).increment();
            default -> {}
        }
        return step;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        failures.forEach(
                (reason, count) -> FunctionCounter.builder("rahnuma.staff.sign.in.failures", count, LongAdder::sum)
                        .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                        .register(registry));
    }
}
