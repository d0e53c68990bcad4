using System.Reflection;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Routing;
using RingRift.Eventing.Transactions;

namespace RingRift.Pipeline.Tests.Eventing.Routing;

/// <summary>Transports form a line: whoever receives holds nothing that could publish, and no transport holds another (ADR 0008).</summary>
public sealed class NoEchoTests
{
    private static readonly Assembly[] Own = [typeof(EventRouter).Assembly, typeof(PipelineServices).Assembly];

    private static readonly Type[] Publishing = [typeof(EventRouter), typeof(DurableTransport), typeof(IEventPublisher), typeof(OutboxDispatcher)];

    private static readonly Type[] Buses = [typeof(DataEventBus), typeof(StageEventBus)];

    [Theory]
    [InlineData(typeof(EventDispatcher))]
    [InlineData(typeof(DataEventBus))]
    [InlineData(typeof(StageEventBus))]
    public void Should_hold_nothing_that_publishes_on_the_arriving_side(Type receiving) => Assert.Empty(Held(receiving).Intersect(Publishing));

    [Theory]
    [InlineData(typeof(EventDispatcher))]
    [InlineData(typeof(DurableTransport))]
    [InlineData(typeof(DataEventBus))]
    [InlineData(typeof(StageEventBus))]
    public void Should_let_no_transport_hold_another(Type transport) => Assert.Empty(Held(transport).Intersect(Buses).Except([transport]));

    [Fact]
    public void Should_not_hold_the_receiving_end_in_the_publishing_one() => Assert.DoesNotContain(typeof(EventDispatcher), Held(typeof(EventRouter)));

    /// <summary>Decorators of the transport may; everybody else publishes through the router.</summary>
    [Fact]
    public void Should_know_the_transport_in_one_place_only() => Assert.Equal(
        [typeof(DurableTransport)],
        Own.SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.IsAssignableTo(typeof(IEventPublisher)))
            .Where(type => type.GetConstructors().Any(constructor => constructor.GetParameters().Any(one => one.ParameterType == typeof(IEventPublisher)))));

    [Fact]
    public void Should_find_what_is_held() => Assert.Contains(typeof(IEventPublisher), Held(typeof(OutboxDispatcher)));

    /// <summary>Types of all fields, fields of those and so on, within the pipeline; interfaces are ends, as whoever holds one chose not to know more.</summary>
    private static HashSet<Type> Held(Type holder)
    {
        var held = new HashSet<Type>();
        var open = new Stack<Type>([holder]);
        while (open.TryPop(out var type))
        {
            foreach (var field in Lineage(type).SelectMany(one => one.GetFields(
                BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)))
            {
                foreach (var found in Parts(field.FieldType).Where(part => Own.Contains(part.Assembly) && held.Add(part)))
                {
                    open.Push(found);
                }
            }
        }

        return held;
    }

    private static IEnumerable<Type> Lineage(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            yield return type;
        }
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.GetGenericArguments().SelectMany(Parts).Prepend(type);
}
