using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RingRift.Azure;
using RingRift.Azure.Scaling;
using RingRift.Eventing.Live;
using RingRift.GpuWorker;
using RingRift.GpuWorker.CommandLine;
using RingRift.Pipeline;

namespace RingRift.SettingsReference;

/// <summary>An options class that a program binds to a section of its settings.</summary>
/// <param name="Section">Name of the section; parts have colons between.</param>
/// <param name="Type">The class; it has a constructor without parameters, which gives the defaults.</param>
/// <param name="Programs">The programs that bind it: <c>functions</c>, <c>workers</c>.</param>
public sealed record RegisteredOptions(string Section, Type Type, IReadOnlyList<string> Programs)
{
    private const string SectionConstant = "Section";

    /// <summary>All that functions and workers register, by section.</summary>
    /// <exception cref="InvalidOperationException">A class does not name its section.</exception>
    public static IReadOnlyList<RegisteredOptions> All()
    {
        var nothing = new ConfigurationBuilder().Build();
        var functions = new ServiceCollection().AddPipeline(nothing).AddLiveFeed(nothing).AddScaleSetPools(nothing).AddDeadLetterServices();
        var worker = new ServiceCollection().AddWorker(nothing, new WorkerArguments()).AddWorkerHosting(nothing);
        return [.. Of(functions, "functions").Concat(Of(worker, "workers"))
            .GroupBy(one => one.Type)
            .Select(one => new RegisteredOptions(SectionOf(one.Key)!, one.Key, [.. one.Select(entry => entry.Program).Distinct()]))
            .OrderBy(one => one.Section, StringComparer.Ordinal).ThenBy(one => one.Type.Name, StringComparer.Ordinal)];
    }

    /// <summary>The section that a class names; null where it names none.</summary>
    public static string? SectionOf(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.GetField(SectionConstant, BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true } field ? field.GetRawConstantValue() as string : null;
    }

    private static IEnumerable<(Type Type, string Program)> Of(IServiceCollection services, string program) =>
        from service in services
        where service.ServiceType.IsGenericType && service.ServiceType.GetGenericTypeDefinition() == typeof(IConfigureOptions<>)
        let type = service.ServiceType.GetGenericArguments()[0]
        where type.Namespace!.StartsWith(nameof(RingRift), StringComparison.Ordinal)
        select (SectionOf(type) is null ? throw new InvalidOperationException($"{type} has no constant '{SectionConstant}'") : type, program);
}
