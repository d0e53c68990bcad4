using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using RingRift.Eventing.Live;
using RingRift.InMemory;

namespace RingRift.Functions.Tests.Functions.Delivery;

/// <summary>A live feed that nobody watches, for tests that look at something else.</summary>
internal static class TestFeed
{
    public static LiveFeed Over(TimeProvider time) => new(
        new InMemoryEventLog(time), new LiveOptions(), time, new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance));
}
