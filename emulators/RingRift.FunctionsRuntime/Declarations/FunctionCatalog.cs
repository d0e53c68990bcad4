using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace RingRift.FunctionsRuntime.Declarations;

/// <summary>The functions of an application, by name (case is ignored, as the platform does).</summary>
public sealed class FunctionCatalog
{
    private readonly Dictionary<string, FunctionDescriptor> _byName = new(StringComparer.OrdinalIgnoreCase);

    private FunctionCatalog()
    {
    }

    /// <summary>All functions, ordered by name.</summary>
    public IReadOnlyList<FunctionDescriptor> All => [.. _byName.Values.OrderBy(function => function.Name, StringComparer.Ordinal)];

    /// <summary>Finds the functions in classes.</summary>
    /// <param name="types">The classes.</param>
    /// <param name="isHosted">Chooses among their functions; null takes all.</param>
    /// <exception cref="FunctionDeclarationException">One of them cannot run; the message says which and why.</exception>
    public static FunctionCatalog FromTypes(IEnumerable<Type> types, Func<FunctionDescriptor, bool>? isHosted = null)
    {
        ArgumentNullException.ThrowIfNull(types);
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var catalog = new FunctionCatalog();
        foreach (var method in types.Where(type => type.IsPublic || type.IsNestedPublic).SelectMany(type => type.GetMethods(Declared)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is { } attribute
                && Describe(attribute.Name, method) is var function
                && isHosted?.Invoke(function) != false)
            {
                catalog.Add(function);
            }
        }

        return catalog;
    }

    /// <summary>Finds a function; null when there is none of that name.</summary>
    public FunctionDescriptor? Find(string? name) => name is null ? null : _byName.GetValueOrDefault(name);

    /// <summary>The functions with one kind of trigger.</summary>
    public IEnumerable<FunctionDescriptor> With<TTrigger>()
        where TTrigger : TriggerBindingAttribute => All.Where(function => function.Trigger is TTrigger);

    private static FunctionDescriptor Describe(string name, MethodInfo method)
    {
        FunctionRules.CheckName(name, method);
        var triggers = method.GetParameters()
            .Select(parameter => (Parameter: parameter, Trigger: parameter.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(pair => pair.Trigger is not null)
            .ToList();
        if (triggers.Count != 1)
        {
            throw new FunctionDeclarationException($"function {name}: {triggers.Count} trigger parameters; a function has exactly one");
        }

        var descriptor = new FunctionDescriptor(name, method, triggers[0].Parameter, triggers[0].Trigger!);
        FunctionRules.CheckParameters(descriptor);
        FunctionRules.CheckReturn(descriptor);
        return descriptor;
    }

    private void Add(FunctionDescriptor function)
    {
        if (!_byName.TryAdd(function.Name, function))
        {
            throw new FunctionDeclarationException(
                $"function {function.Name}: declared by {_byName[function.Name].EntryPoint} and {function.EntryPoint}; "
                + "names are unique, ignoring case");
        }
    }
}

/// <summary>A function is declared in a way that cannot run. The message names the function and the rule.</summary>
public sealed class FunctionDeclarationException(string message) : InvalidOperationException(message);
