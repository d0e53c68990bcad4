using RingRift.Eventing.Envelope;
using RingRift.Eventing.Routing;
using RingRift.Eventing.Transactions;
using RingRift.Functions.Delivery;

namespace RingRift.Functions.Tests.Functions.Delivery;

/// <summary>What arrives at a trigger has no way to be published by arriving (ADR 0008).</summary>
public sealed class NoEchoTests
{
    [Fact]
    public void Should_give_the_delivery_nothing_that_publishes() => Assert.Empty(
        typeof(EventDelivery).GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType)
            .Intersect([typeof(EventRouter), typeof(DurableTransport), typeof(OutboxDispatcher), typeof(IEventPublisher)]));
}
