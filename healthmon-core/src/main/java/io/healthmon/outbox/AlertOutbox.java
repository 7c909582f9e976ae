package io.healthmon.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The alerts that wait to be delivered, one delivery for each channel of an alert.
 *
 * <p>They come in with the results of a store, in one piece with the state that they tell of, and due at once; the
 * same alert for the same channel comes in once, however often it is appended. Whoever delivers one claims it for a
 * time: others do not get it until that is over, after which a claimant that died has lost it.
 *
 * <p>Safe for use by multiple threads and, as far as the store is shared, processes. A method that cannot do its work
 * throws the exception of the store that it belongs to.
 *
 * @since 0.1
 */
public interface AlertOutbox {

    /**
     * Claims the delivery of a channel that is due and was issued first.
     *
     * <p>A delivery that follows an alert waits until that has been delivered on the same channel; once that is a dead
     * letter it becomes one too, for who was not told of an outage need not be told that it is over.
     *
     * @param channel the channel's name
     * @param now what is due until then
     * @param hold how long others do not get it
     * @return the delivery, with its attempt counted; empty when none is due
     */
    Optional<Delivery> claim(String channel, Instant now, Duration hold);

    /**
     * Says how an attempt ended; has no effect if the claim is over and somebody else has claimed the delivery since, or
     * has ended it.
     */
    void settle(Delivery delivery, DeliveryOutcome outcome);

    /**
     * Says that an alert was delivered without having been claimed: from memory, while the store was away. Has no effect
     * if it is not there or has been delivered already.
     */
    void delivered(String alertId, String channel, Instant at);

    /** Returns how many deliveries wait, of all channels together. */
    long waiting();

    /**
     * Removes alerts that were raised before a moment and are over, with their deliveries; one that still waits to be
     * delivered, or that another one follows, stays.
     *
     * @return how many alerts were removed
     */
    long removeBefore(Instant moment);
}
