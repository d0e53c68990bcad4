using System.Text.Json.Serialization;
using Microsoft.Azure.Functions.Worker;

namespace RingRift.FunctionsRuntime.Declarations;

/// <summary>A function as the platform's metadata describes it (<c>functions.metadata</c>, before it <c>function.json</c>).</summary>
/// <param name="Name">Its name.</param>
/// <param name="EntryPoint">Full name of its method.</param>
/// <param name="ScriptFile">File of its assembly.</param>
/// <param name="Bindings">Trigger first; name, type, direction and the values of the attribute, none for those it leaves open.</param>
public sealed record FunctionConfiguration(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("entryPoint")] string EntryPoint,
    [property: JsonPropertyName("scriptFile")] string ScriptFile,
    [property: JsonPropertyName("bindings")] IReadOnlyList<IReadOnlyDictionary<string, object>> Bindings)
{
    /// <summary>Describes a function.</summary>
    public static FunctionConfiguration Of(FunctionDescriptor function)
    {
        ArgumentNullException.ThrowIfNull(function);
        IReadOnlyDictionary<string, object>[] bindings =
            function.Trigger is HttpTriggerAttribute ? [Trigger(function), Answer()] : [Trigger(function)];
        return new FunctionConfiguration(function.Name, function.EntryPoint, Path.GetFileName(function.PathToAssembly), bindings);
    }

    private static Dictionary<string, object> Trigger(FunctionDescriptor function)
    {
        var binding = new Dictionary<string, object>
        {
            ["name"] = function.Parameter.Name!,
            ["type"] = function.TriggerType,
            ["direction"] = "In",
        };
        switch (function.Trigger)
        {
            case QueueTriggerAttribute queue:
                binding["queueName"] = queue.QueueName;
                AddGiven(binding, "connection", queue.Connection);
                break;
            case TimerTriggerAttribute timer:
                binding["schedule"] = timer.Schedule;
                AddGiven(binding, "useMonitor", timer.UseMonitor ? null : false);
                AddGiven(binding, "runOnStartup", timer.RunOnStartup ? true : null);
                break;
            case HttpTriggerAttribute http:
                binding["authLevel"] = http.AuthLevel.ToString();
                AddGiven(binding, "methods", http.Methods);
                AddGiven(binding, "route", http.Route);
                break;
        }

        return binding;
    }

    // An HTTP function returns its answer; the official worker says so with a binding.
    private static Dictionary<string, object> Answer() => new() { ["name"] = "$return", ["type"] = "http", ["direction"] = "Out" };

    private static void AddGiven(Dictionary<string, object> binding, string key, object? value)
    {
        if (value is not null)
        {
            binding[key] = value;
        }
    }
}
