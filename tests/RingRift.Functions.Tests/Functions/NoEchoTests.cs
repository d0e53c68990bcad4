using RingRift.Eventing.Envelope;
using RingRift.Eventing.Routing;
using RingRift.Eventing.Transactions;
using RingRift.Functions.Handling;

namespace RingRift.Functions.Tests.Functions;

/// <summary>What arrives at a trigger has no way to be published by arriving (ADR 0008).</summary>
public sealed class NoEchoTests
{
    [Fact]
    public void The_intake_should_be_given_nothing_that_publishes() => Assert.Empty(
        typeof(EventIntake).GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType)
            .Intersect([typeof(EventRouter), typeof(CrossProcessQueue), typeof(OutboxDispatcher), typeof(IEventPublisher)]));
}
