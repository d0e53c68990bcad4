using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.FunctionsRuntime.Declarations;

namespace RingRift.FunctionsRuntime.Admin;

/// <summary>A function as the platform's admin interface lists it.</summary>
internal sealed record FunctionMetadata(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("language")] string Language,
    [property: JsonPropertyName("isDisabled")] bool IsDisabled,
    [property: JsonPropertyName("href")] string Href,
    [property: JsonPropertyName("invoke_url_template")] string? InvokeUrlTemplate,
    [property: JsonPropertyName("config")] FunctionMetadata.Configuration Config)
{
    public static FunctionMetadata Of(FunctionDescriptor function, HttpRequest request, string prefix)
    {
        var origin = $"{request.Scheme}://{request.Host}";
        var invokeUrl = function.Trigger is HttpTriggerAttribute http ? $"{origin}/{prefix}/{http.Route ?? function.Name}" : null;
        return new FunctionMetadata(
            function.Name,
            "dotnet-isolated",
            IsDisabled: false,
            $"{origin}/admin/functions/{function.Name}",
            invokeUrl,
            new Configuration(function.Name, function.EntryPoint, Path.GetFileName(function.PathToAssembly), [Binding(function)]));
    }

    private static Dictionary<string, object?> Binding(FunctionDescriptor function)
    {
        var binding = new Dictionary<string, object?>
        {
            ["name"] = function.Parameter.Name,
            ["type"] = function.TriggerType,
            ["direction"] = "In",
        };
        switch (function.Trigger)
        {
            case QueueTriggerAttribute queue:
                binding["queueName"] = queue.QueueName;
                binding["connection"] = queue.Connection;
                break;
            case TimerTriggerAttribute timer:
                binding["schedule"] = timer.Schedule;
                break;
            case HttpTriggerAttribute http:
                binding["authLevel"] = http.AuthLevel.ToString();
                binding["methods"] = http.Methods;
                binding["route"] = http.Route;
                break;
        }

        return binding;
    }

    internal sealed record Configuration(
        [property: JsonPropertyName("name")] string Name,
        [property: JsonPropertyName("entryPoint")] string EntryPoint,
        [property: JsonPropertyName("scriptFile")] string ScriptFile,
        [property: JsonPropertyName("bindings")] IReadOnlyList<IReadOnlyDictionary<string, object?>> Bindings);
}
