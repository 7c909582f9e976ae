package io.healthmon.live;

/** A source of which the test publishes the events itself. */
final class ScriptedSource implements LiveSource, LiveSource.Listening {

    int begun;
    int ended;
    int looks;
    boolean fails;

    @Override
    public Listening begin(LiveFeed feed) {
        begun++;
        return this;
    }

    @Override
    public void lookAround() {
        looks++;
        if (fails) {
            throw new IllegalStateException("fails");
        }
    }

    @Override
    public void end() {
        ended++;
    }
}
