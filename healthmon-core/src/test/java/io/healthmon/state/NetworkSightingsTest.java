package io.healthmon.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.state.NetworkSightings.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkSightingsTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final NetworkSightings sightings = new NetworkSightings(LocalNetworkRule.DEFAULT);

    private void silent(String site, long second) {
        sightings.add(site, Seen.SILENT, second * SECOND);
    }

    @Test
    void threeUnrelatedHostsThatFallSilentAndNoAnswerForTwoSecondsAreALostNetwork() {
        silent("a", 10);
        silent("b", 11);
        silent("c", 11);
        assertThat(sightings.lost()).isFalse();
        silent("a", 12);

        assertThat(sightings.lost()).isTrue();
        assertThat(sightings.silent()).isEqualTo(3);
    }

    @Test
    void oneAnswerEndsIt() {
        silent("a", 0);
        silent("b", 1);
        silent("c", 2);
        assertThat(sightings.lost()).isTrue();
        sightings.add("d", Seen.ANSWERED, 3 * SECOND);

        assertThat(sightings.lost()).isFalse();
        assertThat(sightings.quiet()).isTrue();
    }

    @Test
    void theSameHostTimeAndAgainIsOneHost() {
        for (int second = 0; second < 30; second++) {
            silent("a", second);
            silent("b", second);
        }

        assertThat(sightings.lost()).isFalse();
    }

    @Test
    void hostsThatAreSilentWhileOthersAnswerAreNoEvidence() {
        silent("a", 0);
        silent("b", 0);
        sightings.add("d", Seen.ANSWERED, SECOND);
        silent("a", 5);
        silent("b", 6);
        silent("c", 8);

        assertThat(sightings.lost()).isFalse();
        assertThat(sightings.silent()).isEqualTo(1);
    }

    @Test
    void aHostThatAnswersAgainIsEvidenceAgain() {
        silent("a", 0);
        sightings.add("d", Seen.ANSWERED, SECOND);
        sightings.add("a", Seen.ANSWERED, 2 * SECOND);
        silent("a", 5);
        silent("b", 6);
        silent("c", 7);

        assertThat(sightings.lost()).isTrue();
    }

    @Test
    void hostsWhoseFailureIsUnclearCountAgainstIt() {
        silent("a", 0);
        silent("b", 1);
        sightings.add("d", Seen.UNCLEAR, SECOND);
        silent("c", 5);
        assertThat(sightings.lost()).isFalse();
        silent("e", 6);

        assertThat(sightings.lost()).isTrue();
    }

    @Test
    void looksThatAreOlderThanTheWindowCountNoMore() {
        silent("a", 0);
        silent("b", 61);
        silent("c", 65);

        assertThat(sightings.lost()).isFalse();
        assertThat(sightings.silent()).isEqualTo(2);
    }

    @Test
    void aRuleThatIsSwitchedOffFindsNothing() {
        NetworkSightings off = new NetworkSightings(LocalNetworkRule.DEFAULT.withEnabled(false));
        for (int number = 0; number < 10; number++) {
            off.add("host" + number, Seen.SILENT, number * SECOND);
        }

        assertThat(off.lost()).isFalse();
    }

    @Test
    void aRuleOutsideTheLimitsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalNetworkRule.DEFAULT.withHosts(1))
                .withMessage("localNetwork.hosts 1 is not allowed; use from 2 to 1000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalNetworkRule.DEFAULT.withPercent(101))
                .withMessage("localNetwork.percent 101 is not allowed; use from 50 to 100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalNetworkRule.DEFAULT.withWindow(Duration.ofSeconds(4)))
                .withMessage("localNetwork.window 4s is not allowed; use from 5s to 1h");
    }

    /** The same, said of the whole list of results. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void itAgreesWithTheDefinitionForAnySequenceOfResults(long seed) {
        Random random = new Random(seed);
        LocalNetworkRule rule = new LocalNetworkRule(
                true, 2 + random.nextInt(4), 50 + random.nextInt(51), Duration.ofSeconds(5 + random.nextInt(20)));
        int answering = random.nextInt(40);
        NetworkSightings fast = new NetworkSightings(rule);
        List<Result> all = new ArrayList<>();
        boolean everLost = false;
        boolean lost = false;
        long now = 0;
        for (int step = 0; step < 400; step++) {
            now += (long) (random.nextDouble() * 3 * SECOND);
            Seen seen = random.nextInt(100) < answering
                    ? Seen.ANSWERED
                    : random.nextInt(100) < 15 ? Seen.UNCLEAR : Seen.SILENT;
            Result result = new Result("host" + random.nextInt(12), seen, now, lost);
            all.add(result);
            fast.add(result.site, seen, now);
            lost = lost ? seen != Seen.ANSWERED : seen != Seen.ANSWERED && decides(rule, all);
            everLost |= lost;
            assertThat(fast.lost()).as("step %s of seed %s", step, seed).isEqualTo(lost);
            assertThat(!lost || seen != Seen.ANSWERED).isTrue();
        }
        assertThat(everLost || answering > 0).isTrue();
    }

    private static boolean decides(LocalNetworkRule rule, List<Result> all) {
        Result newest = all.get(all.size() - 1);
        int lastAnswer = -1;
        Set<String> own = new HashSet<>();
        for (int index = 0; index < all.size(); index++) {
            Result result = all.get(index);
            if (result.seen == Seen.ANSWERED) {
                if (!result.afterLoss) {
                    own.addAll(stillSilent(rule, all.subList(lastAnswer + 1, index), own)
                            .keySet());
                }
                own.remove(result.site);
                lastAnswer = index;
            }
        }
        if (own.contains(newest.site)) {
            return false;
        }
        List<Result> recent = all.subList(lastAnswer + 1, all.size());
        Map<String, Result> latest = latest(rule, recent, own);
        Map<String, Long> silent = stillSilent(rule, recent, own);
        long since = silent.values().stream().mapToLong(Long::longValue).min().orElse(newest.at);
        return rule.lost(silent.size(), latest.size(), Duration.ofNanos(newest.at - since));
    }

    /** Returns since when those are silent that were silent at the last look within the window. */
    private static Map<String, Long> stillSilent(LocalNetworkRule rule, List<Result> results, Set<String> own) {
        Map<String, Long> since = new LinkedHashMap<>();
        latest(rule, results, own).forEach((site, last) -> {
            if (last.seen == Seen.SILENT) {
                since.put(site, firstOf(rule, results, last));
            }
        });
        return since;
    }

    private static long firstOf(LocalNetworkRule rule, List<Result> results, Result last) {
        long first = last.at;
        List<Result> ofSite = results.stream()
                .filter(result -> result.site.equals(last.site) && result.at <= last.at)
                .toList();
        for (int index = ofSite.size() - 1; index >= 0; index--) {
            Result result = ofSite.get(index);
            if (result.seen != Seen.SILENT || first - result.at > rule.window().toNanos()) {
                return first;
            }
            first = result.at;
        }
        return first;
    }

    private static Map<String, Result> latest(LocalNetworkRule rule, List<Result> results, Set<String> own) {
        Map<String, Result> latest = new LinkedHashMap<>();
        if (results.isEmpty()) {
            return latest;
        }
        // why: what is too old is forgotten when the next result comes that is evidence
        long now = results.stream()
                .filter(result -> !own.contains(result.site))
                .mapToLong(result -> result.at)
                .max()
                .orElse(0);
        for (Result result : results) {
            if (!own.contains(result.site) && now - result.at <= rule.window().toNanos()) {
                latest.put(result.site, result);
            }
        }
        return latest;
    }

    private record Result(String site, Seen seen, long at, boolean afterLoss) {}
}
