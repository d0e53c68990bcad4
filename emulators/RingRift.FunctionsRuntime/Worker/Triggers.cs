using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a method as a function.</summary>
/// <param name="name">Name of the function, unique in the application. Event subscriptions and URLs refer to it.</param>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute(string name) : Attribute
{
    /// <summary>Name of the function.</summary>
    public string Name { get; } = name;
}

/// <summary>Starts the function for each event that Event Grid delivers to the webhook under the function's name.</summary>
public sealed class EventGridTriggerAttribute : TriggerBindingAttribute;

/// <summary>Starts the function for each message of a storage queue.</summary>
/// <param name="queueName">Name of the queue; <c>%name%</c> stands for a setting.</param>
public sealed class QueueTriggerAttribute(string queueName) : TriggerBindingAttribute
{
    /// <summary>Name of the queue.</summary>
    public string QueueName { get; } = queueName;

    /// <summary>Setting with the storage connection string; <c>AzureWebJobsStorage</c> when null.</summary>
    public string? Connection { get; set; }
}

/// <summary>Starts the function on a schedule.</summary>
/// <param name="schedule">
/// NCRONTAB with 6 fields (5 without seconds), or a time span such as <c>00:00:30</c>; <c>%name%</c> stands for a setting.
/// </param>
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    /// <summary>The schedule.</summary>
    public string Schedule { get; private set; } = schedule;

    /// <summary>Whether occurrences are stored so that a missed one is made up for. The local runtime does not store them.</summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Whether the function also runs when the host starts.</summary>
    public bool RunOnStartup { get; set; }
}

/// <summary>Starts the function for HTTP requests.</summary>
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Any method, a function key needed.</summary>
    public HttpTriggerAttribute() => AuthLevel = AuthorizationLevel.Function;

    /// <summary>The given methods, no key needed.</summary>
    public HttpTriggerAttribute(params string[] methods) => Methods = methods;

    /// <summary>Any method, the given level.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    /// <summary>The given methods and level.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>Route template behind the prefix; the function's name when null.</summary>
    public string? Route { get; set; }

    /// <summary>Methods served; all when null.</summary>
    public string[]? Methods { get; private set; }

    /// <summary>Which key a caller needs.</summary>
    public AuthorizationLevel AuthLevel { get; private set; }
}

/// <summary>Which key a caller of an HTTP function needs.</summary>
public enum AuthorizationLevel
{
    /// <summary>None.</summary>
    Anonymous = 0,

    /// <summary>A user's token. Not offered by the local runtime: treated as <see cref="Admin"/>.</summary>
    User = 1,

    /// <summary>The function's key, the host key or the master key.</summary>
    Function = 2,

    /// <summary>A system key or the master key.</summary>
    System = 3,

    /// <summary>The master key.</summary>
    Admin = 4,
}
