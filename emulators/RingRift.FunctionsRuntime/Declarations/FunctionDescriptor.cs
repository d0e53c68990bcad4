using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace RingRift.FunctionsRuntime.Declarations;

/// <summary>A function found in an assembly.</summary>
/// <param name="name">Its name.</param>
/// <param name="method">Its method.</param>
/// <param name="parameter">The parameter that starts it.</param>
/// <param name="trigger">The attribute of that parameter.</param>
public sealed class FunctionDescriptor(string name, MethodInfo method, ParameterInfo parameter, TriggerBindingAttribute trigger)
    : FunctionDefinition
{
    /// <inheritdoc/>
    public override string Name { get; } = name;

    /// <inheritdoc/>
    public override string Id => Name;

    /// <inheritdoc/>
    public override string EntryPoint { get; } = $"{method.DeclaringType!.FullName}.{method.Name}";

    /// <inheritdoc/>
    public override string PathToAssembly { get; } = method.DeclaringType!.Assembly.Location;

    /// <summary>The method.</summary>
    public MethodInfo Method { get; } = method;

    /// <summary>The parameter that starts it.</summary>
    public ParameterInfo Parameter { get; } = parameter;

    /// <summary>Whether a parameter of the method is the one that starts it.</summary>
    /// <remarks>
    /// Told apart by position: two threads that read the parameters of a method for the first time can each get objects of their own,
    /// which are not equal.
    /// </remarks>
    public bool IsTrigger(ParameterInfo other) => other.Position == Parameter.Position;

    /// <summary>The attribute of that parameter.</summary>
    public TriggerBindingAttribute Trigger { get; } = trigger;

    /// <summary>The trigger's type as the platform's metadata spells it, for example <c>queueTrigger</c>.</summary>
    public string TriggerType => Trigger switch
    {
        EventGridTriggerAttribute => "eventGridTrigger",
        QueueTriggerAttribute => "queueTrigger",
        TimerTriggerAttribute => "timerTrigger",
        _ => "httpTrigger",
    };
}
